//! `events.parquet` and `claims.parquet`: typed columns for data frames.
//!
//! Rows are kept by column until a row group is full, then written; so memory holds one group.

use super::staged::{Complete, Staged};
use super::table::{Cell, Kind, Layout};
use super::{Layouts, Told, WriteError, Writer};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows that are written together.
const GROUP: usize = 8192;
/// The proleptic day number of 1970-01-01, from which Parquet counts.
const EPOCH: i32 = 719_163;

pub(super) struct Parquet {
    events: Table,
    claims: Table,
}

impl Parquet {
    pub(super) fn create(folder: &Path, layouts: &Layouts) -> Result<Parquet, WriteError> {
        Ok(Parquet { events: Table::create(folder, "events.parquet", &layouts.events)?, claims: Table::create(folder, "claims.parquet", &layouts.claims)? })
    }
}

impl Writer for Parquet {
    fn event(&mut self, told: &Told) -> Result<(), WriteError> {
        self.events.row(&told.row)?;
        told.claims.iter().try_for_each(|row| self.claims.row(row))
    }

    fn finish(self: Box<Self>) -> Result<Vec<Complete>, WriteError> {
        Ok(vec![self.events.finish()?, self.claims.finish()?])
    }
}

struct Table {
    file: SerializedFileWriter<Staged>,
    columns: Vec<Column>,
    rows: usize,
    path: PathBuf,
}

/// The cells of a column that wait for their group: 1 for each that is filled, 0 for each that is
/// empty, and the values of the filled ones.
struct Column {
    filled: Vec<i16>,
    values: Values,
}

enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Real(Vec<f64>),
    /// Days since 1970.
    Date(Vec<i32>),
    Flag(Vec<bool>),
}

impl Table {
    fn create(folder: &Path, name: &str, layout: &Layout) -> Result<Table, WriteError> {
        let out = Staged::create(folder, name)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by("khabar".into()).build();
        let columns = layout.columns().iter().map(|c| Column::new(c.kind)).collect();
        let opened = schema(layout).and_then(|s| SerializedFileWriter::new(out, s, Arc::new(properties)));
        match opened {
            Ok(file) => Ok(Table { file, columns, rows: 0, path: folder.join(name) }),
            Err(e) => Err(WriteError::File { path: folder.join(name), reason: e.to_string() }),
        }
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), WriteError> {
        self.columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(cell));
        self.rows += 1;
        if self.rows == GROUP { self.group().map_err(|e| self.file.inner().fault(&e)) } else { Ok(()) }
    }

    /// Writes the rows that wait.
    fn group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        for column in &mut self.columns {
            let mut writer = group.next_column()?.ok_or_else(|| ParquetError::General("the schema has fewer columns than the table".into()))?;
            column.write(&mut writer)?;
            writer.close()?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }

    fn finish(mut self) -> Result<Complete, WriteError> {
        if self.rows > 0 {
            self.group().map_err(|e| self.file.inner().fault(&e))?;
        }
        let path = self.path;
        match self.file.into_inner() {
            Ok(staged) => staged.finish(),
            Err(e) => Err(WriteError::File { path, reason: e.to_string() }),
        }
    }
}

impl Column {
    fn new(kind: Kind) -> Column {
        let values = match kind {
            Kind::Text => Values::Text(Vec::new()),
            Kind::Integer => Values::Integer(Vec::new()),
            Kind::Real => Values::Real(Vec::new()),
            Kind::Date => Values::Date(Vec::new()),
            Kind::Flag => Values::Flag(Vec::new()),
        };
        Column { filled: Vec::new(), values }
    }

    /// A cell of another kind than its column's counts as empty.
    fn push(&mut self, cell: &Cell) {
        use chrono::Datelike;
        let filled = match (&mut self.values, cell) {
            (Values::Text(values), Cell::Text(text)) => {
                values.push(ByteArray::from(text.as_bytes().to_vec()));
                true
            }
            (Values::Integer(values), Cell::Integer(n)) => {
                values.push(*n);
                true
            }
            (Values::Real(values), Cell::Real(n)) => {
                values.push(*n);
                true
            }
            (Values::Date(values), Cell::Date(day)) => {
                values.push(day.num_days_from_ce() - EPOCH);
                true
            }
            (Values::Flag(values), Cell::Flag(flag)) => {
                values.push(*flag);
                true
            }
            _ => false,
        };
        self.filled.push(i16::from(filled));
    }

    /// Writes all cells and forgets them.
    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let filled = Some(self.filled.as_slice());
        match &mut self.values {
            Values::Text(values) => {
                writer.typed::<ByteArrayType>().write_batch(values, filled, None)?;
                values.clear();
            }
            Values::Integer(values) => {
                writer.typed::<Int64Type>().write_batch(values, filled, None)?;
                values.clear();
            }
            Values::Real(values) => {
                writer.typed::<DoubleType>().write_batch(values, filled, None)?;
                values.clear();
            }
            Values::Date(values) => {
                writer.typed::<Int32Type>().write_batch(values, filled, None)?;
                values.clear();
            }
            Values::Flag(values) => {
                writer.typed::<BoolType>().write_batch(values, filled, None)?;
                values.clear();
            }
        }
        self.filled.clear();
        Ok(())
    }
}

fn schema(layout: &Layout) -> Result<TypePtr, ParquetError> {
    let column = |name: &str, kind: Kind| {
        let (physical, logical) = match kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Integer => (Physical::INT64, None),
            Kind::Real => (Physical::DOUBLE, None),
            Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
            Kind::Flag => (Physical::BOOLEAN, None),
        };
        let built = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL).with_logical_type(logical).build();
        built.map(Arc::new)
    };
    let columns = layout.columns().iter().map(|c| column(&c.name, c.kind)).collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder("khabar").with_fields(columns).build().map(Arc::new)
}
